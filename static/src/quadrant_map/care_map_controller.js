import {
    Component,
    markRaw,
    onWillStart,
    onWillUpdateProps,
    useRef,
    useState,
} from "@odoo/owl";
import {loadBundle} from "@web/core/assets";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";
import {user} from "@web/core/user";
import {KeepLast} from "@web/core/utils/concurrency";
import {useService} from "@web/core/utils/hooks";
import {CogMenu} from "@web/search/cog_menu/cog_menu";
import {useSetupAction} from "@web/search/action_hook";
import {Layout} from "@web/search/layout";
import {SearchBar} from "@web/search/search_bar/search_bar";
import {useSearchBarToggler} from "@web/search/search_bar/search_bar_toggler";
import {
    formatFloat,
    formatInteger,
    formatMonetary,
    formatPercentage,
} from "@web/views/fields/formatters";
import {standardViewProps} from "@web/views/standard_view_props";
import {CareChart} from "./care_chart";
import {CareTimeline} from "./care_timeline";
import {getChips} from "./map_chips";
import {getParetoChart, getParetoSentence} from "./pareto_chart";
import {
    getContributions,
    getMapTiers,
    getQuadrantChart,
    getQuadrants,
    readPoint,
} from "./quadrant_chart";
import {getTheme} from "./theme";

const formatShare = (share) => formatPercentage(share, {digits: [false, 0]});
const formatStability = (value) => formatFloat(value, {digits: [false, 2]});

/** The customers by contribution and stability, beside their Pareto curve. */
export class CareMapController extends Component {
    static template = "crm_customer_care.CareMap";
    static components = {CareChart, CareTimeline, CogMenu, Layout, SearchBar};
    static props = {...standardViewProps};

    setup() {
        this.action = useService("action");
        this.orm = useService("orm");
        this.rootRef = useRef("root");
        this.searchBarToggler = useSearchBarToggler();
        this.keepLast = new KeepLast();
        this.theme = getTheme();
        this.font = getComputedStyle(document.body).fontFamily;
        this.state = useState({hidden: this.props.state?.hidden || [], day: ""});
        this.showDay = this.showDay.bind(this);
        useSetupAction({
            rootRef: this.rootRef,
            getLocalState: () => ({hidden: [...this.state.hidden]}),
        });
        onWillStart(async () => {
            const [isManager] = await Promise.all([
                user.hasGroup("crm_customer_care.group_manager"),
                loadBundle("web.chartjs_lib"),
                this.load(this.props),
            ]);
            this.isManager = isManager;
        });
        onWillUpdateProps((props) => this.load(props));
    }

    async load({resModel, domain, context}) {
        const request = this.orm.call(resModel, "get_quadrant_map", [domain], {
            context,
        });
        this.now = await this.keepLast.add(request);
        this.pictures = new Map([["", this.now]]);
        this.state.day = "";
        this.show(this.now);
    }

    /** Show the map of a month end, "" for now. */
    async showDay(day) {
        if (!this.pictures.has(day)) {
            const request = this.orm.call(
                "care.profile.snapshot",
                "get_quadrant_map",
                [this.props.domain, day],
                {context: this.props.context},
            );
            this.pictures.set(day, await this.keepLast.add(request));
        }
        this.state.day = day;
        this.show(this.pictures.get(day));
    }

    show(map) {
        this.map = map;
        this.tiers = getMapTiers(map, this.theme);
        this.drawMap();
        this.paretoConfig =
            map.pareto.length &&
            markRaw(
                getParetoChart(map.pareto, {
                    theme: this.theme,
                    font: this.font,
                    formatShare,
                }),
            );
    }

    drawMap() {
        this.mapConfig = markRaw(
            getQuadrantChart(this.map, {
                theme: this.theme,
                font: this.font,
                format: (value) => this.formatContribution(value, {isShort: true}),
                formatStability,
                hidden: this.state.hidden,
                // the axis stays while the months go by
                others: this.map === this.now ? [] : getContributions(this.now),
                isSmall: this.env.isSmall,
            }),
        );
    }

    formatContribution(value, {isShort = false} = {}) {
        if (this.map.measure === "products") {
            return formatInteger(value);
        }
        const options = {currencyId: this.map.currency_id};
        if (isShort) {
            const digits = [false, value && value < 1 ? 2 : 0];
            Object.assign(options, {humanReadable: true, digits});
        }
        return formatMonetary(value, options);
    }

    // what the template shows

    get hasPoints() {
        return this.now.total > 0;
    }

    /** The days of the timeline, oldest first; "" is now. */
    get days() {
        const days = (this.now.days || []).filter((day) => day !== this.now.as_of);
        return [...days.reverse(), ""];
    }

    getDayName(day) {
        return formatDate(deserializeDate(day || this.now.as_of));
    }

    get chips() {
        return getChips(this.map, formatShare);
    }

    get mapLabel() {
        const counts = this.chips.map(
            ({code, word, countText}) => `${code} (${word}): ${countText}`,
        );
        return _t("Customers by contribution and stability. %s", counts.join("; "));
    }

    get paretoSentence() {
        return getParetoSentence(this.map.pareto, formatShare);
    }

    get shownText() {
        const total = formatInteger(this.map.total);
        if (this.map.points.length < this.map.total) {
            return _t("%(shown)s best of %(total)s shown", {
                shown: formatInteger(this.map.points.length),
                total,
            });
        }
        return this.map.total === 1 ? _t("1 customer") : _t("%s customers", total);
    }

    get unratedText() {
        const {unrated} = this.map;
        if (!unrated) {
            return "";
        }
        return unrated === 1
            ? _t("1 too new to be rated")
            : _t("%s too new to be rated", formatInteger(unrated));
    }

    get asOfText() {
        const {as_of: asOf} = this.map;
        return asOf ? _t("as of %s", formatDate(deserializeDate(asOf))) : "";
    }

    get companyText() {
        return user.activeCompanies.length > 1 ? user.activeCompany.name : "";
    }

    get facts() {
        return [
            this.companyText,
            this.shownText,
            this.unratedText,
            this.asOfText,
        ].filter(Boolean);
    }

    get isFiltered() {
        return this.props.domain.length > 0;
    }

    isShown(tier) {
        return !this.state.hidden.includes(tier.id);
    }

    getPointTooltip({row}) {
        const {name, contribution, stability, tierId, quadrant} = readPoint(row);
        const tier = this.tiers.find(({id}) => id === tierId);
        const place = getQuadrants().find(({key}) => key === quadrant);
        return {
            title: name,
            lines: [
                _t("Contribution: %s", this.formatContribution(contribution)),
                _t("Stability: %s", formatStability(stability)),
                _t("Tier: %s", tier?.name || "–"),
                _t("Quadrant: %s", place ? `${place.code}, ${place.word}` : "–"),
            ],
        };
    }

    getParetoTooltip({x, y}) {
        return {
            title: _t("%s of contribution", formatShare(y)),
            lines: [
                _t("from %s of customers", formatPercentage(x, {digits: [false, 1]})),
            ],
        };
    }

    // what the user does

    toggleTier(tier) {
        this.state.hidden = this.isShown(tier)
            ? [...this.state.hidden, tier.id]
            : this.state.hidden.filter((id) => id !== tier.id);
        this.drawMap();
    }

    openPoint({row}, newWindow) {
        return this.props.selectRecord?.(readPoint(row).id, {newWindow});
    }

    /** Filter by a quadrant, and list its customers where the action has a list. */
    async openQuadrant({key, code}) {
        if (this.state.day) {
            return this.openPicture(key, code);
        }
        const domain = [["quadrant", "=", key]];
        if (user.activeCompanies.length > 1) {
            domain.push(["company_id", "=", user.activeCompany.id]);
        }
        this.env.searchModel.createNewFilters([
            {description: String(code), domain: JSON.stringify(domain)},
        ]);
        if (this.env.config.viewSwitcherEntries?.some(({type}) => type === "list")) {
            await this.action.switchView("list");
        }
    }

    /** List who was in a quadrant at a month end. */
    openPicture(key, code) {
        const domain = [
            ["company_id", "=", user.activeCompany.id],
            ["date", "=", this.state.day],
            ["quadrant", "=", key],
        ];
        if (this.props.domain.length) {
            domain.push(["profile_id", "any", this.props.domain]);
        }
        return this.action.doAction({
            type: "ir.actions.act_window",
            name: `${code}, ${this.getDayName(this.state.day)}`,
            res_model: "care.profile.snapshot",
            views: [[false, "list"]],
            domain,
        });
    }

    openDeals() {
        return this.action.doAction("crm_customer_care.care_deal_action");
    }

    async refresh() {
        const action = await this.orm.call(this.props.resModel, "action_refresh");
        return this.action.doAction(action);
    }
}
