const HOUR = 3600;
const COLORS = [
    [0.5, "success"],
    [0.8, "warning"],
    [1, "danger"],
];
const ENDED = {met: "success", breached: "danger", cancelled: "secondary"};

/** Seconds that a clock has used at an instant; it runs within its spans only. */
function usedAt(value, instant) {
    let used = value.used;
    for (const [start, stop] of value.spans) {
        used += Math.max(0, Math.min(stop, instant) - Math.max(start, value.now));
    }
    return used;
}

/** What to show of a clock at an instant. */
export function describe(value, instant) {
    const used = value.open ? usedAt(value, instant) : value.used;
    const left = value.budget - used;
    const late = left < 0 || value.state === "breached";
    const amount = Math.floor(Math.abs(left));
    const share = Math.min(1, used / value.budget);
    const running = value.open && value.state !== "paused";
    const resting =
        running &&
        !value.spans.some(([start, stop]) => start <= instant && instant < stop);
    const [, color] = COLORS.find(([limit]) => share < limit) || COLORS.at(-1);
    return {
        hours: Math.floor(amount / HOUR),
        minutes: Math.floor((amount % HOUR) / 60),
        seconds: amount % 60,
        late,
        resting,
        short: running && !resting && amount < HOUR,
        percent: Math.round(share * 100),
        color: value.open
            ? value.state === "paused"
                ? "secondary"
                : late
                  ? "danger"
                  : color
            : ENDED[value.state],
        icon: iconOf(value, late, resting),
    };
}

function iconOf(value, late, resting) {
    if (!value.open) {
        return value.state === "met" ? "fa-check" : "fa-stop-circle-o";
    }
    if (value.state === "paused") {
        return "fa-pause";
    }
    if (late) {
        return "fa-exclamation-triangle";
    }
    return resting ? "fa-moon-o" : "fa-clock-o";
}
