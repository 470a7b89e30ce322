-- AlterTable
ALTER TABLE "Campaign" ADD COLUMN     "delivery" JSONB NOT NULL DEFAULT '{"kind": "chat"}',
ADD COLUMN     "priority" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "CampaignContact" (
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "arm" TEXT NOT NULL,
    "marketing" BOOLEAN NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'planned',
    "why" TEXT NOT NULL DEFAULT '',
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "endedAt" TIMESTAMPTZ(3),
    "offerId" UUID,

    CONSTRAINT "CampaignContact_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ProductPrice" (
    "productId" UUID NOT NULL,
    "priceMinor" INTEGER NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ProductPrice_pkey" PRIMARY KEY ("productId","since")
);

-- CreateIndex
CREATE INDEX "CampaignContact_state_dueAt_idx" ON "CampaignContact"("state", "dueAt");

-- CreateIndex
CREATE INDEX "CampaignContact_customerId_state_endedAt_idx" ON "CampaignContact"("customerId", "state", "endedAt");

-- CreateIndex
CREATE INDEX "CampaignContact_campaignId_state_idx" ON "CampaignContact"("campaignId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "CampaignContact_trigger_customerId_subject_key" ON "CampaignContact"("trigger", "customerId", "subject");

-- CreateIndex
CREATE INDEX "Campaign_state_startsAt_idx" ON "Campaign"("state", "startsAt");

-- AddForeignKey
ALTER TABLE "CampaignContact" ADD CONSTRAINT "CampaignContact_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CampaignContact" ADD CONSTRAINT "CampaignContact_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ProductPrice" ADD CONSTRAINT "ProductPrice_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Product"("id") ON DELETE CASCADE ON UPDATE CASCADE;
