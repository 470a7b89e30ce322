-- AlterTable
ALTER TABLE "OutboxEvent" ADD COLUMN     "position" BIGINT;

-- AlterTable
ALTER TABLE "WebhookDelivery" ADD COLUMN     "about" TEXT;

-- CreateTable
CREATE TABLE "Duty" (
    "name" TEXT NOT NULL,
    "holder" UUID NOT NULL,
    "until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Duty_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "OutboxEvent_position_key" ON "OutboxEvent"("position");

-- CreateIndex
CREATE INDEX "WebhookDelivery_about_createdAt_idx" ON "WebhookDelivery"("about", "createdAt");

-- What was told so far keeps its order, and is not told again.
UPDATE "OutboxEvent" SET "position" = "id" WHERE "publishedAt" IS NOT NULL;
