/* global Chart */

import {Component, useEffect, useRef, useState} from "@odoo/owl";

/**
 * A canvas of Chart.js with a tooltip that costs no redraw: the hovered element is
 * marked by a ring laid over the canvas.
 */
export class CareChart extends Component {
    static template = "crm_customer_care.CareChart";
    static props = {
        config: Object,
        label: String,
        getTooltip: Function,
        onSelect: {type: Function, optional: true},
    };

    setup() {
        this.canvasRef = useRef("canvas");
        this.state = useState({hover: null});
        useEffect(
            (config) => {
                const chart = new Chart(this.canvasRef.el, {
                    ...config,
                    options: {...config.options, onResize: () => this.leave()},
                });
                this.chart = chart;
                this.leave();
                return () => chart.destroy();
            },
            () => [this.props.config],
        );
    }

    /** The element under a pointer event, with the point that it stands for. */
    findElement(ev) {
        const {mode, ...options} = this.props.config.options.interaction;
        const [found] = this.chart.getElementsAtEventForMode(ev, mode, options, false);
        if (!found) {
            return null;
        }
        const {element, datasetIndex, index} = found;
        const point = this.chart.data.datasets[datasetIndex].data[index];
        return {x: element.x, y: element.y, point};
    }

    onPointerMove(ev) {
        if (this.frame) {
            return;
        }
        this.frame = requestAnimationFrame(() => {
            this.frame = null;
            if (this.canvasRef.el) {
                this.hover(this.findElement(ev));
            }
        });
    }

    hover(found) {
        if (found?.point === this.hovered) {
            return;
        }
        this.hovered = found?.point;
        this.state.hover = found && {
            ...this.props.getTooltip(found.point),
            ring: `left: ${found.x}px; top: ${found.y}px;`,
            style: this.getTooltipStyle(found),
        };
    }

    /** A lifted finger leaves, too, but what it touched stays shown. */
    onPointerLeave(ev) {
        if (ev.pointerType !== "touch") {
            this.leave();
        }
    }

    leave() {
        this.hover(null);
    }

    /** Beside the point, towards the middle of the chart. */
    getTooltipStyle({x, y}) {
        const {width, height} = this.chart;
        const across =
            x < width / 2 ? `left: ${x + 12}px` : `right: ${width - x + 12}px`;
        const down = y < height / 2 ? `top: ${y + 8}px` : `bottom: ${height - y + 8}px`;
        return `${across}; ${down};`;
    }

    /** A finger can't hover: its first touch shows, its second opens. */
    onClick(ev, isMiddleClick) {
        const found = this.findElement(ev);
        const isShown = found && found.point === this.hovered;
        this.hover(found);
        if (found && this.props.onSelect && (isShown || ev.pointerType !== "touch")) {
            this.props.onSelect(found.point, isMiddleClick);
        }
    }
}
