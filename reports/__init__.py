"""What a Day comes out as: summary, charts, pages."""
