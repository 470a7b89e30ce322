/** Where code that cares about time gets it from; tests pass their own. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
