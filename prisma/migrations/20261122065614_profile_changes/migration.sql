-- CreateIndex
CREATE INDEX "Offer_respondedAt_idx" ON "Offer"("respondedAt");

-- CreateIndex
CREATE INDEX "Visitor_lastSeenAt_idx" ON "Visitor"("lastSeenAt");
