/// Whose failed sign-ins are counted: a sign-in name, known or not, or the place that a request came from.
package struct SignInSubject: Hashable, Sendable {
    /// How patience runs out.
    package struct Rule: Hashable, Sendable {
        /// Failures that cost nothing.
        package let freeFailures: Int32
        /// After the next one; doubles with each further.
        package let firstDelaySeconds: Double
        /// No delay is longer: locking an account for good would let anybody lock it.
        package let longestDelaySeconds: Double

        /// A name: people mistype theirs a few times.
        package static let account = Rule(freeFailures: 4, firstDelaySeconds: 2, longestDelaySeconds: 900)
        /// An address: a whole office may share one.
        package static let source = Rule(freeFailures: 30, firstDelaySeconds: 2, longestDelaySeconds: 900)
    }

    /// SHA-256 of the kind and the name or address.
    package let hash: SecretHash
    package let rule: Rule

    /// A subject of these parts.
    package init(hash: SecretHash, rule: Rule) {
        self.hash = hash
        self.rule = rule
    }
}

/// Whether a password may be looked at now.
package enum SignInAdmission: Hashable, Sendable {
    /// It may; the attempt counts as failed until `signInSucceeded` is told otherwise.
    case admitted
    /// Too many failures: not before this time has passed.
    case delayed(Duration)
}
