import {formatInteger, formatMonetary} from "@web/views/fields/formatters";

/** A contribution in three digits or so; without a currency it counts products. */
export function formatShortAmount(value, currencyId) {
    if (!currencyId) {
        return formatInteger(Math.round(value));
    }
    const size = Math.abs(value);
    const power = size < 1000 ? 0 : Math.floor(Math.log10(size) / 3);
    const isRough = !power || size / 1000 ** power >= 100;
    return formatMonetary(value, {
        currencyId,
        humanReadable: true,
        digits: [false, isRough ? 0 : 1],
    });
}
