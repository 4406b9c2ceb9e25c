import {_t} from "@web/core/l10n/translation";
import {
    getContributionAxis,
    getEdgeLabel,
    placeContribution,
} from "./contribution_axis";
import {tierColor, tierShape} from "./theme";

const [ID, NAME, CONTRIBUTION, STABILITY, TIER, QUADRANT] = [0, 1, 2, 3, 4, 5];
const PADDING = 0.04;

/** The quadrants as they lie on the map, with the corner of each. */
export function getQuadrants() {
    return [
        {
            key: "e1",
            code: "E I",
            word: _t("high contribution, high stability"),
            corner: ["right", "top"],
        },
        {
            key: "e2",
            code: "E II",
            word: _t("high contribution, low stability"),
            corner: ["right", "bottom"],
        },
        {
            key: "e3",
            code: "E III",
            word: _t("low contribution, high stability"),
            corner: ["left", "top"],
        },
        {
            key: "e4",
            code: "E IV",
            word: _t("low contribution, low stability"),
            corner: ["left", "bottom"],
        },
    ];
}

/** The point behind a row of the server. */
export function readPoint(row) {
    return {
        id: row[ID],
        name: row[NAME],
        contribution: row[CONTRIBUTION],
        stability: row[STABILITY],
        tierId: row[TIER],
        quadrant: row[QUADRANT],
    };
}

/** The contributions that are drawn. */
export function getContributions(map) {
    return map.points.map((row) => row[CONTRIBUTION]);
}

/** The tiers that points of the map have, in order, each with colour and shape. */
export function getMapTiers(map, theme) {
    const counts = new Map();
    for (const point of map.points) {
        counts.set(point[TIER], (counts.get(point[TIER]) || 0) + 1);
    }
    const tiers = map.tiers.map((tier, position) => ({
        ...tier,
        color: tierColor(tier.color, theme.scheme),
        shape: tierShape(position),
        count: counts.get(tier.id) || 0,
    }));
    if (counts.has(false)) {
        tiers.push({
            id: false,
            name: _t("No tier"),
            color: tierColor(0, theme.scheme),
            shape: tierShape(tiers.length),
            count: counts.get(false),
        });
    }
    return tiers;
}

/**
 * One dataset per tier. Chart.js takes unparsed points for sorted by x.
 */
function getDatasets(map, axis, tiers, {hidden, isSmall}) {
    const isCrowded = map.points.length > 1000;
    const radius = isCrowded ? (isSmall ? 2 : 3) : 5;
    const datasets = tiers.map((tier) => ({
        label: tier.name,
        data: [],
        hidden: hidden.includes(tier.id),
        pointStyle: tier.shape,
        radius: tier.shape === "rect" || tier.shape === "rectRot" ? radius + 1 : radius,
        hitRadius: 3,
        backgroundColor: `${tier.color}${isCrowded ? "80" : "b3"}`,
        borderColor: tier.color,
        borderWidth: isCrowded ? 0 : 1,
    }));
    const places = new Map(tiers.map((tier, position) => [tier.id, position]));
    for (const row of map.points) {
        const place = places.get(row[TIER]);
        datasets[place]?.data.push({
            x: placeContribution(axis, row[CONTRIBUTION]),
            y: row[STABILITY],
            row,
        });
    }
    for (const {data} of datasets) {
        data.sort((a, b) => a.x - b.x);
    }
    return datasets;
}

/** Draws the two cuts behind the points and the names of the quadrants above them. */
const quadrantPlugin = {
    id: "careQuadrants",
    beforeDatasetsDraw({ctx, chartArea, scales}, _args, {x, y, theme}) {
        const {left, right, top, bottom} = chartArea;
        const across = scales.x.getPixelForValue(x);
        const down = scales.y.getPixelForValue(y);
        ctx.save();
        ctx.strokeStyle = theme.line;
        ctx.lineWidth = 1.5;
        ctx.setLineDash([6, 4]);
        ctx.beginPath();
        ctx.moveTo(across, top);
        ctx.lineTo(across, bottom);
        ctx.moveTo(left, down);
        ctx.lineTo(right, down);
        ctx.stroke();
        ctx.restore();
    },
    afterDatasetsDraw(chart, _args, {x, theme, font, quadrants}) {
        const {ctx, chartArea, scales} = chart;
        const across = scales.x.getPixelForValue(x);
        ctx.save();
        ctx.lineJoin = "round";
        ctx.lineWidth = 4;
        ctx.strokeStyle = theme.halo;
        for (const {code, word, corner} of quadrants) {
            const isLeft = corner[0] === "left";
            const isTop = corner[1] === "top";
            const place = isLeft ? chartArea.left + 8 : chartArea.right - 8;
            const height = isTop ? chartArea.top + 8 : chartArea.bottom - 8;
            ctx.textAlign = corner[0];
            ctx.textBaseline = isTop ? "top" : "bottom";
            ctx.font = `12px ${font}`;
            // a word that would cross the cut is left out
            const isWide = ctx.measureText(word).width < Math.abs(across - place) - 4;
            const write = (text, color, shift) => {
                ctx.fillStyle = color;
                ctx.strokeText(text, place, height + shift);
                ctx.fillText(text, place, height + shift);
            };
            if (isWide) {
                write(word, theme.muted, isTop ? 18 : 0);
            }
            ctx.font = `bold 15px ${font}`;
            write(code, theme.text, isWide && !isTop ? -16 : 0);
        }
        ctx.restore();
    },
};

/**
 * The configuration of the map for Chart.js.
 *
 * It reacts to no event by itself: hovering then costs a hit test and no redraw.
 *
 * @param {Object} map what `get_quadrant_map` returned
 * @param {Object} options
 * @param {Object} options.theme
 * @param {string} options.font family
 * @param {(value: number) => string} options.format short form of a contribution
 * @param {(value: number) => string} options.formatStability
 * @param {(number|false)[]} [options.hidden] ids of tiers not drawn
 * @param {number[]} [options.others] contributions for which the axis has room, too
 * @param {boolean} [options.isSmall] whether the screen is that of a phone
 */
export function getQuadrantChart(map, options) {
    const {
        theme,
        font,
        format,
        formatStability,
        hidden = [],
        others = [],
        isSmall = false,
    } = options;
    const axis = getContributionAxis(
        [...getContributions(map), ...others],
        map.contribution_line,
    );
    const tiers = getMapTiers(map, theme);
    const title = {display: true, color: theme.muted};
    const ticks = {color: theme.muted, autoSkip: false, maxRotation: 0};
    const grid = {color: theme.grid};
    return {
        type: "scatter",
        data: {datasets: getDatasets(map, axis, tiers, {hidden, isSmall})},
        plugins: [quadrantPlugin],
        options: {
            animation: false,
            events: [],
            font: {family: font},
            interaction: {mode: "nearest", intersect: true},
            maintainAspectRatio: false,
            normalized: true,
            parsing: false,
            plugins: {
                legend: {display: false},
                tooltip: {enabled: false},
                careQuadrants: {
                    x: placeContribution(axis, map.contribution_line),
                    y: map.stability_line,
                    theme,
                    font,
                    quadrants: getQuadrants().map((quadrant) => ({
                        ...quadrant,
                        code: String(quadrant.code),
                        word: String(quadrant.word),
                    })),
                },
            },
            scales: {
                x: {
                    type: axis.type,
                    min: axis.min,
                    max: axis.max,
                    grid,
                    ticks: {
                        ...ticks,
                        autoSkip: true,
                        callback: (value) =>
                            value < axis.floor
                                ? getEdgeLabel(axis, format)
                                : format(value),
                    },
                    afterBuildTicks: (scale) => {
                        scale.ticks = axis.ticks.map((value) => ({value, major: true}));
                    },
                    title: {
                        ...title,
                        text: _t("Contribution in %s months", map.window_months),
                    },
                },
                y: {
                    type: "linear",
                    min: -PADDING,
                    max: 1 + PADDING,
                    grid,
                    ticks: {...ticks, callback: (value) => formatStability(value)},
                    afterBuildTicks: (scale) => {
                        scale.ticks = [0, 0.25, 0.5, 0.75, 1].map((value) => ({value}));
                    },
                    title: {...title, text: _t("Stability")},
                },
            },
        },
    };
}
