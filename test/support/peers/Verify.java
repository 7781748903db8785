import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Asks the JDK about certificates; see verify.ts for the lines in and out. */
public class Verify {
	private static final CertificateFactory factory = x509();

	public static void main(String[] args) throws Exception {
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			try {
				verify(line.split("\t", -1));
				System.out.println("ok");
			} catch (Exception error) {
				System.out.println("no\t" + String.valueOf(error).replace('\n', ' '));
			}
		}
	}

	private static void verify(String[] fields) throws Exception {
		X509Certificate ca = read(fields[1]).get(0);
		List<X509Certificate> chain = new ArrayList<>(read(fields[2]));
		if (!fields[4].isEmpty()) {
			chain.addAll(read(fields[4]));
		}
		PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(ca, null)));
		parameters.setRevocationEnabled(false);
		CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(chain), parameters);

		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		store.setCertificateEntry("ca", ca);
		TrustManagerFactory managers = TrustManagerFactory.getInstance("PKIX");
		managers.init(store);
		X509TrustManager manager = (X509TrustManager) managers.getTrustManagers()[0];
		X509Certificate[] array = chain.toArray(new X509Certificate[0]);
		if (fields[0].equals("server")) {
			// What TLS 1.3 passes; then the RSA key transport of TLS 1.2, which asks for keyEncipherment.
			manager.checkServerTrusted(array, "UNKNOWN");
			if (array[0].getPublicKey().getAlgorithm().equals("RSA")) {
				manager.checkServerTrusted(array, "RSA");
			}
			if (!fields[5].isEmpty()) {
				checkName(array[0], fields[5]);
			}
		} else {
			manager.checkClientTrusted(array, "UNKNOWN");
		}
	}

	/** The JDK's own name check is not public; this asks whether it can read the name that is there. */
	private static void checkName(X509Certificate leaf, String hostName) throws Exception {
		for (List<?> name : leaf.getSubjectAlternativeNames()) {
			String value = String.valueOf(name.get(1));
			if (value.equals(hostName) || value.equals("0:0:0:0:0:0:0:1") && hostName.equals("::1")) {
				return;
			}
		}
		throw new Exception("no subject alternative name matching " + hostName);
	}

	private static List<X509Certificate> read(String path) throws Exception {
		List<X509Certificate> certificates = new ArrayList<>();
		try (InputStream stream = new FileInputStream(path)) {
			for (Certificate certificate : factory.generateCertificates(stream)) {
				certificates.add((X509Certificate) certificate);
			}
		}
		return certificates;
	}

	private static CertificateFactory x509() {
		try {
			return CertificateFactory.getInstance("X.509");
		} catch (Exception error) {
			throw new IllegalStateException(error);
		}
	}
}
