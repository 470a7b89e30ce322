-- CreateTable
CREATE TABLE "PrivacyRequest" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "identityHash" TEXT NOT NULL,
    "visitorId" UUID,
    "customerId" UUID,
    "source" TEXT NOT NULL,
    "staffId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "leaseUntil" TIMESTAMPTZ(3),
    "progress" JSONB NOT NULL DEFAULT '{}',
    "proof" JSONB,
    "endedAt" TIMESTAMPTZ(3),

    CONSTRAINT "PrivacyRequest_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ShownTerms" (
    "minute" TIMESTAMPTZ(0) NOT NULL,
    "subject" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "listed" TEXT NOT NULL,
    "audience" TEXT NOT NULL,
    "condition" TEXT NOT NULL DEFAULT '',
    "count" INTEGER NOT NULL,

    CONSTRAINT "ShownTerms_pkey" PRIMARY KEY ("minute","subject","shown","listed","audience","condition")
);

-- CreateIndex
CREATE INDEX "PrivacyRequest_state_dueAt_idx" ON "PrivacyRequest"("state", "dueAt");

-- CreateIndex
CREATE INDEX "PrivacyRequest_identityHash_kind_idx" ON "PrivacyRequest"("identityHash", "kind");

-- CreateIndex
CREATE INDEX "PrivacyRequest_customerId_idx" ON "PrivacyRequest"("customerId");

-- CreateIndex
CREATE INDEX "ShownTerms_subject_minute_idx" ON "ShownTerms"("subject", "minute");
