import {cookie} from "@web/core/browser/cookie";
import {getCustomColor} from "@web/core/colors/colors";

/** Bright and dark colour for each colour index of a tier; each stands out by 3:1. */
const TIER_COLORS = [
    ["#6b7280", "#9ca3af"],
    ["#dc2626", "#f87171"],
    ["#c2570c", "#fb923c"],
    ["#a16207", "#facc15"],
    ["#2563eb", "#60a5fa"],
    ["#86417a", "#d58bc6"],
    ["#b4532f", "#f0a583"],
    ["#0e9aa0", "#5eead4"],
    ["#3730a3", "#818cf8"],
    ["#be185d", "#f472b6"],
    ["#3f8f1f", "#86d25f"],
    ["#7c3aed", "#c4a5fd"],
];

/** Shapes in the order of the tiers: colours alone don't tell everybody. */
const SHAPES = ["circle", "triangle", "rectRot", "rect"];

export function tierColor(index, scheme) {
    const [bright, dark] = TIER_COLORS[index % TIER_COLORS.length];
    return getCustomColor(scheme, bright, dark);
}

export function tierShape(position) {
    return SHAPES[position % SHAPES.length];
}

/** Colours of what is drawn beside the points. */
export function getTheme(scheme = cookie.get("color_scheme")) {
    const choose = (bright, dark) => getCustomColor(scheme, bright, dark);
    return {
        scheme,
        text: choose("#111827", "#e4e4e4"),
        muted: choose("#4b5563", "#a7adb8"),
        grid: choose("rgba(0, 0, 0, .07)", "rgba(255, 255, 255, .1)"),
        line: choose("#374151", "#d1d5db"),
        halo: choose("rgba(255, 255, 255, .85)", "rgba(27, 29, 38, .85)"),
        curve: choose("#2563eb", "#60a5fa"),
        area: choose("rgba(37, 99, 235, .12)", "rgba(96, 165, 250, .18)"),
    };
}
