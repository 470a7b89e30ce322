-- CreateTable
CREATE TABLE "OrderRequest" (
    "id" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "conversationId" UUID,
    "action" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "productKey" TEXT NOT NULL DEFAULT '',
    "productLabel" TEXT NOT NULL,
    "ruleId" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "parts" JSONB NOT NULL DEFAULT '[]',
    "amountMinor" INTEGER NOT NULL DEFAULT 0,
    "currency" TEXT NOT NULL DEFAULT 'CNY',
    "statusBefore" TEXT,
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "note" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "OrderRequest_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "OrderRequest_customerId_createdAt_idx" ON "OrderRequest"("customerId", "createdAt");

-- CreateIndex
CREATE INDEX "OrderRequest_state_id_idx" ON "OrderRequest"("state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "OrderRequest_one_open" ON "OrderRequest"("orderId", "action", "productKey") WHERE (state = ANY (ARRAY['submitted'::text, 'approved'::text]));

-- AddForeignKey
ALTER TABLE "OrderRequest" ADD CONSTRAINT "OrderRequest_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderRequest" ADD CONSTRAINT "OrderRequest_orderId_fkey" FOREIGN KEY ("orderId") REFERENCES "Order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OrderRequest" ADD CONSTRAINT "OrderRequest_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Staff"("id") ON DELETE SET NULL ON UPDATE CASCADE;
