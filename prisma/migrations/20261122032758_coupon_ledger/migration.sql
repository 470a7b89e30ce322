-- AlterTable
ALTER TABLE "Coupon" ADD COLUMN     "channels" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "creationHash" TEXT,
ADD COLUMN     "creationKey" TEXT,
ADD COLUMN     "daysAfterClaim" INTEGER,
ADD COLUMN     "distribution" TEXT NOT NULL DEFAULT 'claim',
ADD COLUMN     "exclusive" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "exposureMinor" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "flashPriceMinor" INTEGER,
ADD COLUMN     "giftProductId" TEXT,
ADD COLUMN     "liabilityCapMinor" INTEGER,
ADD COLUMN     "maxDiscountMinor" INTEGER,
ADD COLUMN     "newCustomersOnly" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "perDeviceCap" INTEGER,
ADD COLUMN     "period" TEXT NOT NULL DEFAULT 'day',
ADD COLUMN     "periodCap" INTEGER,
ADD COLUMN     "publicCode" TEXT,
ADD COLUMN     "reservedCount" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reservedMinor" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "stackGroup" TEXT NOT NULL DEFAULT 'order',
ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'active',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1,
ALTER COLUMN "perCustomerCap" DROP NOT NULL;

-- AlterTable
ALTER TABLE "CouponLedgerEntry" ADD COLUMN     "answer" JSONB,
ADD COLUMN     "claimedDelta" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "exposureMinorDelta" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "holdId" UUID,
ADD COLUMN     "period" TEXT,
ADD COLUMN     "periodDelta" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "redeemedDelta" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "requestHash" TEXT,
ADD COLUMN     "reservedDelta" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "reservedMinorDelta" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "spentMinorDelta" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "WalletCoupon" ADD COLUMN     "batchId" UUID,
ADD COLUMN     "deviceHash" TEXT,
ADD COLUMN     "usableUntil" TIMESTAMPTZ(3),
ALTER COLUMN "customerId" DROP NOT NULL;

-- CreateTable
CREATE TABLE "CouponHold" (
    "id" UUID NOT NULL,
    "couponId" UUID NOT NULL,
    "walletCouponId" UUID,
    "customerId" UUID,
    "deviceHash" TEXT,
    "addressHash" TEXT,
    "orderReference" VARCHAR(100) NOT NULL,
    "quantity" INTEGER NOT NULL,
    "costMinor" INTEGER NOT NULL,
    "returnedMinor" INTEGER NOT NULL DEFAULT 0,
    "split" JSONB NOT NULL,
    "period" TEXT,
    "state" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "CouponHold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CouponPeriod" (
    "couponId" UUID NOT NULL,
    "period" TEXT NOT NULL,
    "taken" INTEGER NOT NULL,

    CONSTRAINT "CouponPeriod_pkey" PRIMARY KEY ("couponId","period")
);

-- CreateTable
CREATE TABLE "CouponCodeBatch" (
    "id" UUID NOT NULL,
    "couponId" UUID NOT NULL,
    "label" TEXT NOT NULL DEFAULT '',
    "count" INTEGER NOT NULL,
    "seed" BYTEA,
    "exportedAt" TIMESTAMPTZ(3),
    "voidedAt" TIMESTAMPTZ(3),
    "creationKey" TEXT,
    "creationHash" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CouponCodeBatch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CouponSignal" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "couponKey" TEXT NOT NULL DEFAULT '',
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "countedFrom" TIMESTAMPTZ(3) NOT NULL,
    "firstSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL,
    "lockedUntil" TIMESTAMPTZ(3),

    CONSTRAINT "CouponSignal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CouponHold_state_expiresAt_idx" ON "CouponHold"("state", "expiresAt");

-- CreateIndex
CREATE INDEX "CouponHold_couponId_customerId_idx" ON "CouponHold"("couponId", "customerId");

-- CreateIndex
CREATE INDEX "CouponHold_couponId_deviceHash_idx" ON "CouponHold"("couponId", "deviceHash");

-- CreateIndex
CREATE INDEX "CouponHold_orderReference_idx" ON "CouponHold"("orderReference");

-- CreateIndex
CREATE INDEX "CouponHold_createdAt_idx" ON "CouponHold"("createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "CouponHold_one_an_order" ON "CouponHold"("couponId", "orderReference") WHERE (state = ANY (ARRAY['reserved'::text, 'redeemed'::text]));

-- CreateIndex
CREATE UNIQUE INDEX "CouponCodeBatch_creationKey_key" ON "CouponCodeBatch"("creationKey");

-- CreateIndex
CREATE INDEX "CouponCodeBatch_couponId_createdAt_idx" ON "CouponCodeBatch"("couponId", "createdAt");

-- CreateIndex
CREATE INDEX "CouponSignal_kind_id_idx" ON "CouponSignal"("kind", "id");

-- CreateIndex
CREATE UNIQUE INDEX "CouponSignal_kind_subject_couponKey_key" ON "CouponSignal"("kind", "subject", "couponKey");

-- CreateIndex
CREATE UNIQUE INDEX "Coupon_publicCode_key" ON "Coupon"("publicCode");

-- CreateIndex
CREATE UNIQUE INDEX "Coupon_creationKey_key" ON "Coupon"("creationKey");

-- CreateIndex
CREATE INDEX "Coupon_status_distribution_idx" ON "Coupon"("status", "distribution");

-- CreateIndex
CREATE INDEX "Order_status_updatedAt_idx" ON "Order"("status", "updatedAt");

-- CreateIndex
CREATE INDEX "WalletCoupon_batchId_state_idx" ON "WalletCoupon"("batchId", "state");

-- CreateIndex
CREATE INDEX "WalletCoupon_claimedAt_idx" ON "WalletCoupon"("claimedAt");

-- AddForeignKey
ALTER TABLE "WalletCoupon" ADD CONSTRAINT "WalletCoupon_batchId_fkey" FOREIGN KEY ("batchId") REFERENCES "CouponCodeBatch"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CouponLedgerEntry" ADD CONSTRAINT "CouponLedgerEntry_holdId_fkey" FOREIGN KEY ("holdId") REFERENCES "CouponHold"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CouponHold" ADD CONSTRAINT "CouponHold_couponId_fkey" FOREIGN KEY ("couponId") REFERENCES "Coupon"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CouponHold" ADD CONSTRAINT "CouponHold_walletCouponId_fkey" FOREIGN KEY ("walletCouponId") REFERENCES "WalletCoupon"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CouponPeriod" ADD CONSTRAINT "CouponPeriod_couponId_fkey" FOREIGN KEY ("couponId") REFERENCES "Coupon"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CouponCodeBatch" ADD CONSTRAINT "CouponCodeBatch_couponId_fkey" FOREIGN KEY ("couponId") REFERENCES "Coupon"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was claimed before the ledger had deltas: each claim counted one, and promised what the coupon is worth.
UPDATE "CouponLedgerEntry" e
SET "claimedDelta" = 1,
    "exposureMinorDelta" = CASE WHEN c."kind" = 'percent' THEN 0 ELSE COALESCE(c."valueMinor", 0) END
FROM "Coupon" c
WHERE c."id" = e."couponId" AND e."kind" = 'claim';

UPDATE "Coupon" c
SET "exposureMinor" = (SELECT COALESCE(SUM(e."exposureMinorDelta"), 0) FROM "CouponLedgerEntry" e WHERE e."couponId" = c."id"),
    "stackGroup" = CASE c."kind" WHEN 'shipping' THEN 'shipping' WHEN 'gift' THEN 'gift' ELSE 'order' END;
