import {_t} from "@web/core/l10n/translation";
import {formatInteger} from "@web/views/fields/formatters";
import {getQuadrants} from "./quadrant_chart";

/** How many customers each quadrant has and what they bring. */
export function getChips(map, formatShare) {
    const quadrants = Object.values(map.quadrants);
    const whole = quadrants.reduce(
        (sum, {contribution}) => sum + Math.max(contribution, 0),
        0,
    );
    return getQuadrants().map((quadrant) => {
        const {count, contribution} = map.quadrants[quadrant.key] || {
            count: 0,
            contribution: 0,
        };
        const share = formatShare(whole ? Math.max(contribution, 0) / whole : 0);
        return {
            ...quadrant,
            count,
            countText: formatInteger(count),
            share,
            label: _t("%(quadrant)s: %(count)s customers, %(share)s of contribution", {
                quadrant: `${quadrant.code}, ${quadrant.word}`,
                count: formatInteger(count),
                share,
            }),
        };
    });
}
