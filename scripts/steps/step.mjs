/**
 * One step of setting the project up. Steps run one after the other; each decides itself whether there is work.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {(context: Context) => Promise<Outcome>} run rejects with a message that a person understands
 *
 * @typedef {object} Context
 * @property {string} root the project's folder
 * @property {(line: string) => void} say progress while a step has work
 * @property {boolean} force do the work even if nothing changed
 * @property {boolean} retry try again what failed only lately
 *
 * @typedef {{did: string} | {upToDate: string} | {without: string} | {stillWithout: string}} Outcome
 *   `did`: worked; `upToDate`: nothing to do; `without`: failed in a way that the product can live with;
 *   `stillWithout`: did so lately and was not tried again
 */

export {};
