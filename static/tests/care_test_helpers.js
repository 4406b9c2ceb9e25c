import {defineMailModels} from "@mail/../tests/mail_test_helpers";
import {defineModels, fields, models} from "@web/../tests/web_test_helpers";

/** Stands for contacts, whose records belong to the tests of others. */
export class CareCustomer extends models.Model {
    _name = "care.customer";

    name = fields.Char();

    _records = [
        {id: 101, name: "Alder"},
        {id: 102, name: "Birch"},
        {id: 103, name: "Cedar"},
    ];
}

export class CareTier extends models.Model {
    _name = "care.tier";

    name = fields.Char();
    color = fields.Integer();

    _records = [
        {id: 1, name: "Key", color: 10},
        {id: 2, name: "Important", color: 4},
    ];
}

export class CareProfile extends models.Model {
    _name = "care.profile";

    partner_id = fields.Many2one({relation: "care.customer"});
    tier_id = fields.Many2one({relation: "care.tier", readonly: true});
    quadrant = fields.Selection({
        selection: [
            ["e1", "E I: high contribution, high stability"],
            ["e2", "E II: high contribution, low stability"],
        ],
    });

    _records = [
        {id: 1, partner_id: 101, tier_id: 1, quadrant: "e1"},
        {id: 2, partner_id: 102, tier_id: 2, quadrant: "e2"},
        {id: 3, partner_id: 103, tier_id: 2, quadrant: "e2"},
    ];

    _views = {
        care_map: `<care_map/>`,
        form: `<form><field name="partner_id"/></form>`,
        kanban: `
            <kanban
                js_class="care_profile_kanban"
                default_group_by="tier_id"
                group_create="0"
            >
                <templates>
                    <t t-name="card"><field name="partner_id"/></t>
                </templates>
            </kanban>`,
        list: `<list><field name="partner_id"/><field name="quadrant"/></list>`,
        search: `<search/>`,
    };
}

export class CareProfileLock extends models.Model {
    _name = "care.profile.lock";

    tier_id = fields.Many2one({relation: "care.tier"});
    reason = fields.Char();

    _views = {form: `<form><field name="tier_id"/><field name="reason"/></form>`};
}

export function defineCareModels() {
    defineMailModels();
    defineModels([CareCustomer, CareTier, CareProfile, CareProfileLock]);
}

/** What `get_quadrant_map` answers for three customers, one of them without sales. */
export function makeMap(values = {}) {
    return {
        points: [
            [1, "Alder", 90000, 0.9, 1, "e1"],
            [2, "Birch", 900, 0.2, 2, "e4"],
            [3, "Cedar", 0, 0, 2, "e4"],
        ],
        total: 3,
        unrated: 0,
        quadrants: {
            e1: {count: 1, contribution: 90000},
            e4: {count: 2, contribution: 900},
        },
        tiers: [
            {id: 1, name: "Key", color: 10},
            {id: 2, name: "Important", color: 4},
        ],
        contribution_line: 90000,
        stability_line: 0.5,
        pareto: [
            [0, 0],
            [0.5, 0.9],
            [1, 1],
        ],
        currency_id: 1,
        measure: "ordered",
        window_months: 12,
        as_of: "2026-06-30",
        ...values,
    };
}

export function makeEmptyMap(values = {}) {
    return makeMap({points: [], total: 0, quadrants: {}, pareto: [], ...values});
}
