import { createOrderDesk, type OrderDesk, type OrderDeskNeeds } from './desk-store.js';
import {
  createOrderRequestStore,
  type OrderRequestStore,
  type OrderRequestStoreNeeds,
} from './request-store.js';
import { createOrderRulesStore, type OrderRulesStore } from './rules-store.js';

export interface Orders extends OrderRequestStore {
  desk: OrderDesk;
  rules: OrderRulesStore;
}

/** The slice from its parts: what customers ask for, what staff make of it, and the rules between them. */
export function openOrders(needs: Omit<OrderRequestStoreNeeds & OrderDeskNeeds, 'rules'>): Orders {
  const rules = createOrderRulesStore(needs);
  return {
    ...createOrderRequestStore({ ...needs, rules }),
    desk: createOrderDesk({ ...needs, rules }),
    rules,
  };
}
