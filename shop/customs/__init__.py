"""Papers of parcels that leave the country: declaration, invoice, packing list, proofs."""
