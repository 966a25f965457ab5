"""Talk: what colleagues say to each other about answers, who answers what, who approved it, and what it was before."""
