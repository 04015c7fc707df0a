/// What kind of body keeps records of its own. The city is neither: it is a scope, and sees totals alone.
package enum TenantKind: String, Codable, CaseIterable, Sendable {
    /// An organisation with members (hội, đoàn).
    case organisation
    /// A ward or commune, which recognises titles and runs the learning centre.
    case ward

    /// Tổ chức, phường/xã.
    package var vietnameseName: String { self == .organisation ? "Tổ chức, hội, đoàn" : "Phường, xã" }
}
