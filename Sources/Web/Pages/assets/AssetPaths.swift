/// Where pages find their style sheets and the one script. The address changes with the content, so that browsers keep what they have for
/// a year and fetch what is new at once.
package struct AssetPaths: Sendable {
    /// Bootstrap's.
    let bootstrap: String
    /// Our own.
    let own: String
    /// The script of the page at the door.
    let door: String
}
