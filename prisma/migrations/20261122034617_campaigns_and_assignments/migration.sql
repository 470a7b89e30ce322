-- AlterTable
ALTER TABLE "Campaign" ADD COLUMN     "arms" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "attributionHours" INTEGER NOT NULL DEFAULT 168,
ADD COLUMN     "baselineDays" INTEGER NOT NULL DEFAULT 90,
ADD COLUMN     "budgetMinor" INTEGER,
ADD COLUMN     "caps" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "guardrails" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "layer" JSONB,
ADD COLUMN     "plannedPeople" INTEGER,
ADD COLUMN     "salt" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "schedule" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "state" TEXT NOT NULL DEFAULT 'running',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "Assignment" (
    "campaignId" UUID NOT NULL,
    "customerId" UUID NOT NULL,
    "arm" TEXT NOT NULL,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL,
    "triggeredAt" TIMESTAMPTZ(3),
    "exposedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("campaignId","customerId")
);

-- CreateIndex
CREATE INDEX "Assignment_customerId_idx" ON "Assignment"("customerId");

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "Customer"("id") ON DELETE CASCADE ON UPDATE CASCADE;
