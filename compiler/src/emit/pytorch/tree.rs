//! The tree of modules: it assigns each PyTorch path to an attribute of a module.

use super::{
    names::{is_free, is_identifier},
    python::Expr,
};

/// A module, or the container of the modules whose paths begin with its path.
#[derive(Default)]
pub(super) struct Node {
    module: Option<Expr>,
    children: Vec<(String, Node)>,
}

/// The way in which children are accessed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// As attributes, in the network itself.
    Network,
    /// By index, in an `nn.ModuleList`.
    List,
    /// By name, in an `nn.ModuleDict`.
    Dict,
    /// By name, in the table of children of `nn.Module`. The module's class does not know these children.
    Module,
}

impl Node {
    /// Adds a module at a path.
    pub fn insert(&mut self, path: &str, module: Expr) {
        let node = path.split('.').fold(self, |node, name| {
            let place = node.children.iter().position(|(child, _)| child == name);
            let place = place.unwrap_or_else(|| {
                node.children.push((name.into(), Node::default()));
                node.children.len() - 1
            });
            &mut node.children[place].1
        });
        node.module = Some(module);
    }

    /// Returns the expression for the module at a path of this network.
    pub fn access(&self, path: &str) -> String {
        let mut text = "self".to_owned();
        let (mut node, mut kind) = (self, Kind::Network);
        for name in path.split('.') {
            text += &kind.access(name);
            if let Some((_, child)) = node.children.iter().find(|(child, _)| child == name) {
                (node, kind) = (child, child.kind());
            }
        }
        text
    }

    /// Returns the assignments that create all modules in their places: targets and values.
    pub fn assignments(&self) -> Vec<(String, Expr)> {
        let mut assignments = Vec::new();
        for (name, child) in &self.children {
            let place = format!("self{}", Kind::Network.access(name));
            child.assign(place, &mut assignments);
        }
        assignments
    }

    fn assign(&self, place: String, assignments: &mut Vec<(String, Expr)>) {
        let mut later = Vec::new();
        let value = self.value(&place, &mut later);
        assignments.push((place, value));
        for (place, node) in later {
            node.assign(place, assignments);
        }
    }

    /// Returns the expression of the module. Modules below it that must be assigned afterwards are added to
    /// `later`.
    fn value<'a>(&'a self, place: &str, later: &mut Vec<(String, &'a Node)>) -> Expr {
        let kind = self.kind();
        let mut inside = Vec::new();
        for (name, child) in &self.children {
            let place = format!("{place}{}", kind.access(name));
            match kind.holds(name) {
                true => inside.push((name.clone(), child.value(&place, later))),
                false => later.push((place, child)),
            }
        }
        match (&self.module, kind) {
            (Some(module), _) => module.clone(),
            (None, Kind::List) => {
                let items = inside.into_iter().map(|(_, child)| child).collect();
                Expr::Call("nn.ModuleList".into(), vec![(None, Expr::List(items))])
            }
            (None, _) => Expr::Call("nn.ModuleDict".into(), vec![(None, Expr::Dict(inside))]),
        }
    }

    fn kind(&self) -> Kind {
        let in_order = || {
            self.children.iter().enumerate().all(|(place, (name, _))| *name == place.to_string())
        };
        match &self.module {
            Some(_) => Kind::Module,
            None if in_order() => Kind::List,
            None => Kind::Dict,
        }
    }
}

impl Kind {
    fn access(self, name: &str) -> String {
        match self {
            Kind::Network if is_identifier(name) && is_free(name) => format!(".{name}"),
            Kind::List => format!("[{name}]"),
            Kind::Dict if is_free(name) => format!("[\"{name}\"]"),
            _ => format!("._modules[\"{name}\"]"),
        }
    }

    /// Whether the container can be created with a child of this name in it.
    fn holds(self, name: &str) -> bool {
        match self {
            Kind::Network | Kind::List => true,
            Kind::Dict => is_free(name),
            Kind::Module => false,
        }
    }
}
