import type { Log } from '../src/platform/log.js';

/** Swallows everything. */
export const silentLog: Log = { debug() {}, info() {}, warn() {}, error() {} };
