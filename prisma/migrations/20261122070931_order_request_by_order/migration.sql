-- CreateIndex
CREATE INDEX "OrderRequest_orderId_state_idx" ON "OrderRequest"("orderId", "state");
