/** From this ratio of best to worst contribution on the axis is logarithmic. */
const LARGE_SPREAD = 50;
/** Share of the width kept for contributions that a logarithm can't show. */
const EDGE_SHARE = 0.1;

/** The nearest 1, 2 or 5 times a power of ten, `round` down or up. */
export function roundNumber(value, round) {
    const power = 10 ** Math.floor(Math.log10(value) + 1e-9);
    const steps = [1, 2, 5, 10].map((step) => step * power);
    const slack = power * 1e-6;
    return round === "down"
        ? steps.findLast((step) => step <= value + slack)
        : steps.find((step) => step >= value - slack);
}

/**
 * The axis of contribution: logarithmic where the spread is large. What is at most zero,
 * or smaller than nearly all others, stands at `edge`, the left end of the axis.
 *
 * @param {number[]} values
 * @param {number} line the cut, which must be visible
 */
export function getContributionAxis(values, line = 0) {
    const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
    if (!positive.length) {
        return {type: "linear", min: 0, max: 1, floor: 0, edge: 0, ticks: [0]};
    }
    const high = Math.max(positive.at(-1), line);
    const low = positive[Math.floor(positive.length * 0.005)];
    if (high / low < LARGE_SPREAD) {
        return getLinearAxis(high);
    }
    const floor = roundNumber(line > 0 ? Math.min(low, line) : low, "down");
    const max = roundNumber(high * 1.05, "up");
    const hasEdge = values.some((value) => value < floor);
    const width = Math.log10(max / floor) * EDGE_SHARE;
    const min = hasEdge ? floor / 10 ** width : floor;
    const edge = hasEdge ? floor / 10 ** (width * 0.6) : floor;
    const ticks = getLogarithmicTicks(floor, max);
    return {
        type: "logarithmic",
        min,
        max,
        floor,
        edge,
        edgeIsZero: hasEdge && positive[0] >= floor,
        ticks: hasEdge ? [edge, ...ticks] : ticks,
    };
}

function getLinearAxis(high) {
    const max = high * 1.05;
    const step = roundNumber(max / 5, "up");
    const count = Math.floor(max / step);
    const ticks = Array.from({length: count + 1}, (_, index) => index * step);
    return {type: "linear", min: -max * 0.02, max, floor: 0, edge: 0, ticks};
}

/** Powers of ten, with 2 and 5 times of them where there are few. */
function getLogarithmicTicks(floor, max) {
    const steps = Math.log10(max / floor) > 3 ? [1] : [1, 2, 5];
    const ticks = [];
    for (let power = 10 ** Math.floor(Math.log10(floor)); power <= max; power *= 10) {
        ticks.push(...steps.map((step) => step * power));
    }
    return ticks.filter((tick) => tick >= floor * 0.999 && tick <= max * 1.001);
}

/** The place of a contribution on the axis. */
export function placeContribution(axis, value) {
    return value >= axis.floor && value > 0 ? value : axis.edge;
}

/** The words of an end of the axis that stands for more than one value. */
export function getEdgeLabel(axis, format) {
    if (axis.edgeIsZero) {
        return "≤ 0";
    }
    return `< ${format(axis.floor)}`;
}
