"""What makes drafts: one module per engine behind one Protocol, loaded on first use."""
