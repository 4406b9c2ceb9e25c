import {rpcBus} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";

const CUSTOMERS = 500;
const ROUNDS = 15;
const cells = (row) => row.querySelectorAll(".o_care_calendar_cell");

/** Resolves as soon as what is in the document now is on the screen. */
const painted = () =>
    new Promise((resolve) => {
        const {port1, port2} = new MessageChannel();
        port1.onmessage = resolve;
        port2.postMessage(null);
    });

/** Times of an action: until the server has answered, from there to the screen. */
async function clock(act, isDone) {
    let answered = 0;
    const listen = ({detail}) => {
        if (detail.data.params?.method === "get_calendar") {
            answered = performance.now();
        }
    };
    rpcBus.addEventListener("RPC:RESPONSE", listen);
    const started = performance.now();
    await new Promise((resolve) => {
        const observer = new MutationObserver(async () => {
            if (isDone()) {
                observer.disconnect();
                await painted();
                resolve();
            }
        });
        const options = {childList: true, subtree: true, characterData: true};
        observer.observe(document.querySelector(".o_action_manager"), options);
        act();
    });
    rpcBus.removeEventListener("RPC:RESPONSE", listen);
    return {answer: answered - started, draw: performance.now() - answered};
}

function tell(name, times) {
    for (const part of ["answer", "draw"]) {
        const sorted = times.map((time) => time[part]).sort((one, two) => one - two);
        const middle = sorted[Math.floor(sorted.length / 2)];
        // eslint-disable-next-line no-console -- the log of the server shows it
        console.log(
            `care_speed ${name} ${part} ${middle.toFixed(1)} ${sorted.at(-1).toFixed(1)}`,
        );
    }
}

async function measureCells() {
    const times = [];
    const rows = document.querySelectorAll(".o_care_calendar_row");
    for (let round = 0; round < ROUNDS; round++) {
        const cell = cells(rows[round * 33])[round + 3];
        const before = cell.textContent;
        cell.focus();
        await painted();
        const press = () =>
            cell.dispatchEvent(new KeyboardEvent("keydown", {key: "v", bubbles: true}));
        times.push(await clock(press, () => cell.textContent !== before));
    }
    tell("cell", times);
}

/** Run by `make bench`, on a month of 31 days that is over. */
registry.category("web_tour.tours").add("care_contact_calendar_speed", {
    steps: () => [
        {trigger: ".o_care_calendar_row"},
        {trigger: ".o_pager_value", run: "click"},
        {
            trigger: "input.o_pager_value",
            async run({edit, press}) {
                await edit(`1-${CUSTOMERS}`);
                const rows = () => document.querySelectorAll(".o_care_calendar_row");
                const isDone = () => rows().length === CUSTOMERS;
                tell("page", [await clock(() => press("Enter"), isDone)]);
            },
        },
        {
            trigger: `.o_care_calendar_row:nth-child(${CUSTOMERS})`,
            timeout: 60000,
            async run() {
                const first = () => cells(document)[0].dataset.date;
                let times = [];
                do {
                    const button = document.querySelector(".o_care_calendar_previous");
                    const before = first();
                    times = [
                        await clock(
                            () => button.click(),
                            () => first() !== before,
                        ),
                    ];
                } while (cells(document).length !== CUSTOMERS * 31);
                tell("month", times);
                await measureCells();
            },
        },
    ],
});
