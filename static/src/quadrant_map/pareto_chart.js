import {_t} from "@web/core/l10n/translation";

/**
 * Share of contribution that the best customers bring.
 *
 * @param {[number, number][]} pareto rising pairs, from [0, 0] to [1, 1]
 * @param {number} customers their share of all customers, 0 to 1
 */
export function getShareOfBest(pareto, customers) {
    return interpolate(pareto, customers, 0, 1);
}

/** Share of customers, best first, who bring a share of all contribution. */
export function getCustomersBehind(pareto, share) {
    return interpolate(pareto, share, 1, 0);
}

function interpolate(pairs, value, from, to) {
    const next = pairs.findIndex((pair) => pair[from] >= value);
    if (next < 1) {
        return next === 0 ? pairs[0][to] : 1;
    }
    const [before, after] = [pairs[next - 1], pairs[next]];
    const part = (value - before[from]) / (after[from] - before[from]);
    return before[to] + part * (after[to] - before[to]);
}

/** "20 % of customers bring 74 %", in the numbers of the curve. */
export function getParetoSentence(pareto, formatShare) {
    return _t("%(customers)s of customers bring %(share)s of contribution.", {
        customers: formatShare(0.2),
        share: formatShare(getShareOfBest(pareto, 0.2)),
    });
}

/** Draws the line of 80 % down to the customers behind it. */
const paretoPlugin = {
    id: "carePareto",
    afterDatasetsDraw({ctx, chartArea, scales}, _args, options) {
        const {share, customers, label, theme, font} = options;
        const across = scales.x.getPixelForValue(customers);
        const down = scales.y.getPixelForValue(share);
        ctx.save();
        ctx.strokeStyle = theme.line;
        ctx.lineWidth = 1.5;
        ctx.setLineDash([6, 4]);
        ctx.beginPath();
        ctx.moveTo(chartArea.left, down);
        ctx.lineTo(chartArea.right, down);
        ctx.moveTo(across, down);
        ctx.lineTo(across, chartArea.bottom);
        ctx.stroke();
        ctx.setLineDash([]);
        ctx.font = `12px ${font}`;
        ctx.lineWidth = 4;
        ctx.lineJoin = "round";
        ctx.strokeStyle = theme.halo;
        ctx.fillStyle = theme.text;
        // below the curve where it is steep, else above it
        const isSteep = customers < 0.5;
        ctx.textAlign = isSteep ? "right" : "left";
        ctx.textBaseline = isSteep ? "top" : "bottom";
        const x = isSteep ? chartArea.right - 4 : chartArea.left + 4;
        const y = isSteep ? down + 6 : down - 6;
        ctx.strokeText(label, x, y);
        ctx.fillText(label, x, y);
        ctx.restore();
    },
};

/** The configuration of the Pareto curve for Chart.js; see `getQuadrantChart`. */
export function getParetoChart(pareto, {theme, font, formatShare}) {
    const customers = getCustomersBehind(pareto, 0.8);
    const getScale = (text) => ({
        type: "linear",
        min: 0,
        max: 1,
        grid: {color: theme.grid},
        ticks: {
            color: theme.muted,
            maxRotation: 0,
            stepSize: 0.2,
            callback: formatShare,
        },
        title: {display: true, color: theme.muted, text},
    });
    return {
        type: "scatter",
        data: {
            datasets: [
                {
                    data: pareto.map(([x, y]) => ({x, y})),
                    showLine: true,
                    pointRadius: 0,
                    borderColor: theme.curve,
                    backgroundColor: theme.area,
                    borderWidth: 2,
                    fill: "origin",
                },
            ],
        },
        plugins: [paretoPlugin],
        options: {
            animation: false,
            events: [],
            font: {family: font},
            interaction: {mode: "nearest", axis: "x", intersect: false},
            maintainAspectRatio: false,
            normalized: true,
            parsing: false,
            plugins: {
                legend: {display: false},
                tooltip: {enabled: false},
                carePareto: {
                    share: 0.8,
                    customers,
                    label: _t("%(share)s from %(customers)s of customers", {
                        share: formatShare(0.8),
                        customers: formatShare(customers),
                    }),
                    theme,
                    font,
                },
            },
            scales: {
                x: getScale(_t("Share of customers, best first")),
                y: getScale(_t("Share of contribution")),
            },
        },
    };
}
