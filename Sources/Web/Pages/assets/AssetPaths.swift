/// Where pages find their style sheets. The address changes with the content, so that browsers keep what they have for
/// a year and fetch what is new at once.
package struct AssetPaths: Sendable {
    /// Bootstrap's.
    let bootstrap: String
    /// Our own.
    let own: String
}
