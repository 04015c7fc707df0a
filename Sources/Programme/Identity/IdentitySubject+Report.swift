/// The kinds of record of official reports.
extension IdentitySubject {
    /// See `ReportID`.
    package enum Report {}
}

/// An official report: asked for, made, signed (báo cáo).
package typealias ReportID = Identity<IdentitySubject.Report>
