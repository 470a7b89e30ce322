import { randomUUID } from 'node:crypto';
import type { PrismaClient } from '../src/platform/generated/prisma/client.js';
import { shopRows } from './shop-rows.js';

/** Where one person has left something: a row in every table that can refer to a person, each with `mark` in it. */
export async function leaveRowsEverywhere(prisma: PrismaClient, mark: string) {
  const rows = shopRows(prisma);
  const text = `${mark} 的话`;
  const staff = await prisma.staff.create({
    data: { email: `${randomUUID()}@test.local`, name: '阿宁', role: 'agent', passwordHash: 'x' },
  });
  const customer = await rows.customer({
    externalId: `C-${mark}`,
    name: `${mark} 女士`,
    province: mark,
    city: mark,
    birthday: '03-08',
    phone: `phone ${mark}`,
    email: `email ${mark}`,
  });
  const visitor = await rows.visitor(customer.id);
  const conversation = await prisma.conversation.create({
    data: {
      visitorId: visitor.id,
      customerId: customer.id,
      lastSequence: 2,
      dialogue: { misses: 0, topic: { text } },
    },
  });
  const conversationId = conversation.id;
  const attachment = await prisma.attachment.create({
    data: {
      conversationId,
      kind: 'image',
      name: `${mark}.jpg`,
      mimeType: 'image/jpeg',
      size: 3,
      contentHash: `${mark.toLowerCase().padEnd(8, '0')}${'a'.repeat(64)}`
        .replace(/[^0-9a-f]/g, '0')
        .slice(0, 64),
    },
  });
  const message = await prisma.message.create({
    data: { conversationId, sequence: 1, from: 'shopper', type: 'text', text, payload: text },
  });
  await prisma.message.create({
    data: { conversationId, sequence: 2, from: 'shopper', type: 'image', attachmentId: attachment.id },
  });
  await prisma.answerRating.create({ data: { messageId: message.id, helpful: true } });
  await prisma.satisfaction.create({
    data: {
      conversationId,
      messageId: message.id,
      about: 'bot',
      askedAt: new Date(),
      score: 5,
      comment: text,
    },
  });
  await prisma.trace.create({
    data: { conversationId, aboutSequence: 1, decision: 'answer', content: { text } },
  });
  const note = await prisma.conversationNote.create({ data: { conversationId, staffId: staff.id, text } });
  await prisma.noteMention.create({ data: { noteId: note.id, staffId: staff.id } });
  await prisma.conversationTag.create({ data: { conversationId, tag: mark } });
  await prisma.serviceClock.create({ data: { conversationId, level: 'normal', startedAt: new Date() } });
  await prisma.outboxEvent.create({
    data: { topic: 'message.created', conversationId, payload: { text }, publishedAt: new Date() },
  });
  await prisma.webhookDelivery.create({
    data: {
      topic: 'transcript.requested',
      payload: { conversationId, email: `${mark}@example.com` },
      nextAttemptAt: new Date(),
      createdAt: new Date(),
    },
  });
  const product = await rows.product();
  const order = await rows.order(customer.id, [product.id], {
    shipTo: { name: mark, phone: mark, address: mark },
    tracking: [{ at: '2026-11-20', text }],
    trackingNumber: mark,
  } as never);
  const now = new Date();
  await prisma.customerProfile.create({
    data: {
      customerId: customer.id,
      asOf: now,
      modelVersion: 1,
      personal: true,
      topCategory: mark,
      figures: { mark },
    },
  });
  await prisma.memberStanding.create({
    data: { customerId: customer.id, tier: 'gold', since: now, holdUntil: now },
  });
  await prisma.pointsEntry.create({
    data: {
      customerId: customer.id,
      kind: 'earned',
      points: 7,
      orderId: order.id,
      reason: `订单 ${mark}`,
      idempotencyKey: `earned:${order.id}`,
      createdAt: now,
    },
  });
  await prisma.orderRequest.create({
    data: {
      id: randomUUID(),
      customerId: customer.id,
      orderId: order.id,
      conversationId,
      action: 'return',
      state: 'done',
      productLabel: '保温杯',
      ruleId: 'return',
      details: { reason: text },
      note: text,
    },
  });
  const coupon = await rows.coupon();
  const wallet = await prisma.walletCoupon.create({
    data: {
      couponId: coupon.id,
      customerId: customer.id,
      code: `CODE-${mark}-X`,
      deviceHash: `device ${mark}`,
    },
  });
  const hold = await prisma.couponHold.create({
    data: {
      couponId: coupon.id,
      walletCouponId: wallet.id,
      customerId: customer.id,
      deviceHash: `device ${mark}`,
      addressHash: `address ${mark}`,
      orderReference: order.externalId,
      quantity: 1,
      costMinor: 100,
      split: {},
      state: 'redeemed',
      expiresAt: new Date(),
    },
  });
  await prisma.couponLedgerEntry.create({
    data: {
      couponId: coupon.id,
      walletCouponId: wallet.id,
      holdId: hold.id,
      kind: 'redeem',
      idempotencyKey: randomUUID(),
    } as never,
  });
  await prisma.offer.create({
    data: { customerId: customer.id, conversationId, couponId: coupon.id, reason: text },
  });
  for (const [purpose, granted] of [
    ['personalization', true],
    ['marketing', false],
  ] as const) {
    await prisma.consent.create({
      data: {
        visitorId: visitor.id,
        customerId: customer.id,
        purpose,
        granted,
        textVersion: '2026-11',
        source: 'chat',
      },
    });
  }
  // A server that runs beside the test may have been faster.
  const profile = { asOf: new Date(), modelVersion: 1, personal: true, topCategory: mark };
  const standing = { tier: 'gold', since: new Date(), holdUntil: new Date() };
  const of = { customerId: customer.id };
  await prisma.customerProfile.upsert({ where: of, create: { ...of, ...profile }, update: profile });
  await prisma.memberStanding.upsert({ where: of, create: { ...of, ...standing }, update: standing });
  await prisma.pointsEntry.create({
    data: {
      customerId: customer.id,
      kind: 'earn',
      points: 9,
      reason: text,
      idempotencyKey: randomUUID(),
      createdAt: new Date(),
    },
  });
  const campaign = await prisma.campaign.create({
    data: {
      externalId: randomUUID(),
      name: '补货提醒',
      goal: '回头客回来补货',
      startsAt: new Date(),
      endsAt: new Date(),
    },
  });
  await prisma.assignment.create({
    data: { campaignId: campaign.id, customerId: customer.id, arm: 'offer', assignedAt: new Date() },
  });
  await prisma.campaignContact.create({
    data: {
      campaignId: campaign.id,
      customerId: customer.id,
      trigger: 'birthday',
      subject: 'birthday:2026',
      arm: 'offer',
      marketing: true,
      dueAt: new Date(),
      expiresAt: new Date(),
      createdAt: new Date(),
    },
  });
  await prisma.event.create({
    data: {
      name: 'product.viewed',
      visitorId: visitor.id,
      customerId: customer.id,
      properties: { path: mark },
      occurredAt: new Date(),
    },
  });
  await prisma.auditEntry.create({
    data: {
      actorType: 'customer',
      actorId: customer.id,
      action: 'order-request.submit',
      subject: `customer:${customer.externalId}`,
      detail: { about: mark },
    },
  });
  return { customer, visitor, conversation, attachment, staff, order };
}
