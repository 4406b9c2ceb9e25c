import {onMounted, onPatched} from "@odoo/owl";

export const CELL = ".o_care_calendar_cell";
const MOVES = {
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
};

function getCells(row) {
    return [...(row?.querySelectorAll(CELL) || [])];
}

/** The cell to which a key leads from another one, if any. */
function getNext(cell, key) {
    const row = cell.parentElement;
    const cells = getCells(row);
    if (key === "Home" || key === "End") {
        return cells.at(key === "Home" ? 0 : -1);
    }
    const [down, right] = MOVES[key];
    const place = cells.indexOf(cell);
    if (right) {
        return cells[place + right];
    }
    const next = down > 0 ? row.nextElementSibling : row.previousElementSibling;
    return getCells(next)[place];
}

/** Arrows, Home and End move within a grid, which has one stop for the tab key. */
export function useGridKeys(gridRef) {
    let stop = null;

    const stay = (cell) => {
        stop?.setAttribute("tabindex", "-1");
        stop = cell;
        stop?.setAttribute("tabindex", "0");
    };

    const keepStop = () => {
        if (!gridRef.el?.contains(stop)) {
            stay(gridRef.el?.querySelector(`tbody ${CELL}`));
        }
    };

    onMounted(keepStop);
    onPatched(keepStop);
    return {
        /** The cell that has got the focus is where one comes back to. */
        stay,
        /** Follow a key from a cell; say whether it is one that moves. */
        follow(cell, key) {
            const isMove = key in MOVES || key === "Home" || key === "End";
            if (isMove) {
                getNext(cell, key)?.focus();
            }
            return isMove;
        },
    };
}
