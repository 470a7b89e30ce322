-- CreateTable
CREATE TABLE "CustomerProfile" (
    "customerId" UUID NOT NULL,
    "asOf" TIMESTAMPTZ(3) NOT NULL,
    "modelVersion" INTEGER NOT NULL,
    "personal" BOOLEAN NOT NULL DEFAULT false,
    "orders" INTEGER NOT NULL DEFAULT 0,
    "figures" JSONB,
    "firstOrderAt" TIMESTAMPTZ(3),
    "lastOrderAt" TIMESTAMPTZ(3),
    "spentYearMinor" INTEGER,
    "averageOrderMinor" INTEGER,
    "recency" INTEGER,
    "frequency" INTEGER,
    "monetary" INTEGER,
    "rfm" TEXT,
    "lifecycle" TEXT,
    "alive" DOUBLE PRECISION,
    "expected30" DOUBLE PRECISION,
    "expected90" DOUBLE PRECISION,
    "expected180" DOUBLE PRECISION,
    "valueMinor" INTEGER,
    "churn" DOUBLE PRECISION,
    "topCategory" TEXT,
    "topBrand" TEXT,
    "priceBand" TEXT,
    "topColour" TEXT,
    "daypart" TEXT,
    "couponSensitivity" DOUBLE PRECISION,
    "replenishDueAt" TIMESTAMPTZ(3),
    "conversations" INTEGER,
    "lastConversationAt" TIMESTAMPTZ(3),
    "lastSeenAt" TIMESTAMPTZ(3),
    "satisfaction" DOUBLE PRECISION,
    "complaints" INTEGER,

    CONSTRAINT "CustomerProfile_pkey" PRIMARY KEY ("customerId")
);

-- CreateTable
CREATE TABLE "ProfileModel" (
    "version" SERIAL NOT NULL,
    "fittedAt" TIMESTAMPTZ(3) NOT NULL,
    "customers" INTEGER NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "ProfileModel_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "Segment" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "rule" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MemberStanding" (
    "customerId" UUID NOT NULL,
    "tier" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "holdUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "MemberStanding_pkey" PRIMARY KEY ("customerId")
);

-- CreateTable
CREATE TABLE "PointsEntry" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "orderId" UUID,
    "reason" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "idempotencyKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "PointsEntry_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "CustomerProfile_lastOrderAt_idx" ON "CustomerProfile"("lastOrderAt");

-- CreateIndex
CREATE INDEX "CustomerProfile_valueMinor_idx" ON "CustomerProfile"("valueMinor");

-- CreateIndex
CREATE INDEX "CustomerProfile_churn_idx" ON "CustomerProfile"("churn");

-- CreateIndex
CREATE INDEX "CustomerProfile_lifecycle_idx" ON "CustomerProfile"("lifecycle");

-- CreateIndex
CREATE INDEX "CustomerProfile_rfm_idx" ON "CustomerProfile"("rfm");

-- CreateIndex
CREATE INDEX "CustomerProfile_replenishDueAt_idx" ON "CustomerProfile"("replenishDueAt");

-- CreateIndex
CREATE UNIQUE INDEX "Segment_name_key" ON "Segment"("name");

-- CreateIndex
CREATE UNIQUE INDEX "PointsEntry_idempotencyKey_key" ON "PointsEntry"("idempotencyKey");

-- CreateIndex
CREATE INDEX "PointsEntry_customerId_createdAt_idx" ON "PointsEntry"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "Consent_createdAt_idx" ON "Consent"("createdAt");

-- CreateIndex
CREATE INDEX "Event_createdAt_idx" ON "Event"("createdAt");

-- CreateIndex
CREATE INDEX "Order_updatedAt_idx" ON "Order"("updatedAt");

-- AddForeignKey
ALTER TABLE "CustomerProfile" ADD CONSTRAINT "CustomerProfile_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Segment" ADD CONSTRAINT "Segment_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MemberStanding" ADD CONSTRAINT "MemberStanding_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PointsEntry" ADD CONSTRAINT "PointsEntry_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
