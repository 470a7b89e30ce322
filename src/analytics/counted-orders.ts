/** Orders that were paid for and kept; the same ones count in the reports of experiments. */
export const countedStates = ['paid', 'shipped', 'delivered', 'completed'];
