/// A field of learning (lĩnh vực): data with validity dates, shared by all tenants.
package struct Topic: Hashable, Sendable {
    package let id: TopicID
    /// Names it in files and commands.
    package let key: String
    /// What the screen shows.
    package let vietnamese: String
    /// What the screen shows in English.
    package let english: String
    /// When it may be chosen.
    package let validity: Validity

    /// A topic of these parts.
    package init(id: TopicID, key: String, vietnamese: String, english: String, validity: Validity = .always) {
        self.id = id
        self.key = key
        self.vietnamese = vietnamese
        self.english = english
        self.validity = validity
    }
}
