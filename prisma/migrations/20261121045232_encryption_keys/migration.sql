-- CreateTable
CREATE TABLE "encryption_key" (
    "id" TEXT NOT NULL,
    "fingerprint" BYTEA NOT NULL,
    "in_use" BOOLEAN NOT NULL,

    CONSTRAINT "encryption_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "content_hash_key" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "sealed" BYTEA NOT NULL,

    CONSTRAINT "content_hash_key_pkey" PRIMARY KEY ("id")
);
