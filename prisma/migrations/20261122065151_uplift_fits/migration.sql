-- CreateTable
CREATE TABLE "UpliftFit" (
    "id" UUID NOT NULL,
    "fittedAt" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "content" JSONB NOT NULL,

    CONSTRAINT "UpliftFit_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "UpliftFit_fittedAt_idx" ON "UpliftFit"("fittedAt");
