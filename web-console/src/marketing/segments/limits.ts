/** The server's bounds of a rule: conditions in all, groups in groups. */
export const mostConditions = 100;
export const mostDepth = 8;
