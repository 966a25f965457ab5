"""The screens about people: begin together, invite, join, send, and a shared folder."""
