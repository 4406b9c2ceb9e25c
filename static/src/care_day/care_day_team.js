import {Component} from "@odoo/owl";

/** How the day of each salesperson goes; every number opens what it counts. */
export class CareDayTeam extends Component {
    static template = "crm_customer_care.CareDayTeam";
    static props = {people: Array, openList: Function};
}
