-- DropIndex
DROP INDEX "Conversation_state_priority_queuedAt_idx";

-- AlterTable
ALTER TABLE "Conversation" ADD COLUMN     "escalatedAt" TIMESTAMPTZ(3),
ADD COLUMN     "followUpOpen" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "lastStaffAt" TIMESTAMPTZ(3),
ADD COLUMN     "lastStaffId" UUID,
ADD COLUMN     "leftMessageAt" TIMESTAMPTZ(3),
ADD COLUMN     "neededSkill" TEXT,
ADD COLUMN     "offeredStaffId" UUID,
ADD COLUMN     "offeredUntil" TIMESTAMPTZ(3),
ADD COLUMN     "passedStaffIds" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "promisedAt" TIMESTAMPTZ(3),
ADD COLUMN     "rankAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "ConversationNote" ADD COLUMN     "kind" TEXT NOT NULL DEFAULT 'note';

-- AlterTable
ALTER TABLE "Staff" ADD COLUMN     "capacity" INTEGER NOT NULL DEFAULT 4,
ADD COLUMN     "presence" TEXT NOT NULL DEFAULT 'online',
ADD COLUMN     "presenceReason" TEXT,
ADD COLUMN     "presenceSince" TIMESTAMPTZ(3),
ADD COLUMN     "skills" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "ServiceClock" (
    "conversationId" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "firstDueAt" TIMESTAMPTZ(3),
    "nextDueAt" TIMESTAMPTZ(3),
    "resolutionDueAt" TIMESTAMPTZ(3),
    "firstRepliedAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "readSequence" INTEGER NOT NULL DEFAULT 0,
    "told" TEXT,
    "silentSince" TIMESTAMPTZ(3),
    "idleWarnedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ServiceClock_pkey" PRIMARY KEY ("conversationId")
);

-- CreateTable
CREATE TABLE "StaffLease" (
    "staffId" UUID NOT NULL,
    "nodeId" UUID NOT NULL,
    "connected" BOOLEAN NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "StaffLease_pkey" PRIMARY KEY ("staffId","nodeId")
);

-- CreateIndex
CREATE INDEX "ServiceClock_endedAt_firstDueAt_idx" ON "ServiceClock"("endedAt", "firstDueAt");

-- CreateIndex
CREATE INDEX "ServiceClock_silentSince_idx" ON "ServiceClock"("silentSince");

-- CreateIndex
CREATE INDEX "StaffLease_leaseUntil_idx" ON "StaffLease"("leaseUntil");

-- CreateIndex
CREATE INDEX "Conversation_state_rankAt_idx" ON "Conversation"("state", "rankAt");

-- CreateIndex
CREATE INDEX "Conversation_followUpOpen_state_idx" ON "Conversation"("followUpOpen", "state");

-- AddForeignKey
ALTER TABLE "ServiceClock" ADD CONSTRAINT "ServiceClock_conversationId_fkey" FOREIGN KEY ("conversationId") REFERENCES "Conversation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "StaffLease" ADD CONSTRAINT "StaffLease_staffId_fkey" FOREIGN KEY ("staffId") REFERENCES "Staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever waits now keeps the place: 12 seconds of head start a point, as src/conversation/queue-entry.ts counts.
UPDATE "Conversation" SET "rankAt" = "queuedAt" - priority * interval '12 seconds' WHERE state = 'queued';
