import Store
import Web

/// A link by which somebody sets a password, once. Whoever has it can; the operator hands it over in person.
struct InvitationLink {
    /// Long enough to be handed over at a meeting of the week.
    static let validity: Duration = .seconds(7 * 24 * 3600)

    let token = SecretToken(.invitation)
    let settings: Settings

    /// The link, or its path where the settings do not say how people reach the server.
    var text: String { (settings[.baseURL] ?? "") + "/invitation/" + token.text }
}
