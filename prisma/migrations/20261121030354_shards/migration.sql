-- CreateTable
CREATE TABLE "worker" (
    "id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "worker_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
-- Finds what is due for an endpoint, and the endpoints that something waits for. What has ended or is parked has no
-- entry, so that the index is as small as the backlog.
CREATE INDEX "delivery_due_idx" ON "delivery"("endpoint_id", "next_attempt_at", "id") WHERE "next_attempt_at" IS NOT NULL;
