import {deserializeDate} from "@web/core/l10n/dates";
import {_t} from "@web/core/l10n/translation";

/**
 * The number of key customers at the month ends; see `getQuadrantChart`.
 *
 * @param {{day: string, customers: number}[]} months oldest first
 */
export function getHistoryChart(months, {theme, font}) {
    const names = months.map(({day}) =>
        deserializeDate(day).toLocaleString({month: "short", year: "2-digit"}),
    );
    return {
        type: "line",
        data: {
            labels: names,
            datasets: [
                {
                    data: months.map((month, x) => ({x, y: month.customers, month})),
                    borderColor: theme.curve,
                    backgroundColor: theme.area,
                    borderWidth: 2,
                    pointRadius: 3,
                    fill: "origin",
                },
            ],
        },
        options: {
            animation: false,
            events: [],
            font: {family: font},
            interaction: {mode: "nearest", axis: "x", intersect: false},
            maintainAspectRatio: false,
            parsing: false,
            plugins: {legend: {display: false}, tooltip: {enabled: false}},
            scales: {
                x: {
                    type: "linear",
                    min: 0,
                    max: months.length - 1,
                    grid: {color: theme.grid},
                    ticks: {
                        color: theme.muted,
                        maxRotation: 0,
                        stepSize: 1,
                        callback: (value) => names[value],
                    },
                },
                y: {
                    beginAtZero: true,
                    grid: {color: theme.grid},
                    ticks: {color: theme.muted, precision: 0},
                    title: {
                        display: true,
                        color: theme.muted,
                        text: _t("Key customers"),
                    },
                },
            },
        },
    };
}
