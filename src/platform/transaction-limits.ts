/**
 * How long a transaction may wait for its turn, and how long it may take, milliseconds. The embedded database has one
 * connection, so that a rush of messages queues up here: waiting is better than refusing what a shopper wrote.
 */
export const transactionOptions = { maxWait: 15_000, timeout: 20_000 };
