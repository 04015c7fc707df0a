/// A page: the model of one template. The model has strings, numbers, flags and lists of the same, made ready for the
/// reader; the template puts them in their places.
package protocol Page: Sendable {
    /// The template's file below `Templates`, without its ending: the path of the page's URL.
    static var template: String { get }
    /// What the browser's tab and the first heading say.
    func title(in language: Language) -> String
    /// The pages between the one of the navigation and this one, the highest first.
    func trail(in language: Language) -> [(path: String, text: String)]
}

extension Page {
    /// Nothing lies between.
    package func trail(in language: Language) -> [(path: String, text: String)] { [] }
}
