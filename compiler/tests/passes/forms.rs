//! The verifier, the text form and the Graphviz form.
