import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Judges peers and files with the JDK; see program.ts for the lines in and out. */
public class Judge {
	public static void main(String[] args) throws Exception {
		BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
		for (String line = lines.readLine(); line != null; line = lines.readLine()) {
			try {
				judge(line.split("\t", -1));
				System.out.println("ok");
			} catch (Exception error) {
				System.out.println("no\t" + String.valueOf(error).replace('\n', ' '));
			}
		}
	}

	private static void judge(String[] fields) throws Exception {
		if (fields[0].equals("load")) {
			read(fields[1]);
		} else if (fields[0].equals("client")) {
			connect(Integer.parseInt(fields[1]), fields[2], fields[3]);
		} else {
			serve(fields[1], fields[2], fields[3]);
		}
	}

	private static void connect(int port, String ca, String host) throws Exception {
		SSLContext context = context(ca, null, null);
		InetAddress address =
				InetAddress.getByAddress(host, InetAddress.getByName("127.0.0.1").getAddress());
		try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(address, port)) {
			SSLParameters parameters = socket.getSSLParameters();
			parameters.setEndpointIdentificationAlgorithm("HTTPS");
			socket.setSSLParameters(parameters);
			socket.setSoTimeout(5000);
			socket.startHandshake();
		}
	}

	private static void serve(String ca, String leaf, String key) throws Exception {
		SSLContext context = context(ca, leaf, key);
		InetAddress loopback = InetAddress.getByName("127.0.0.1");
		try (SSLServerSocket listener =
				(SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 1, loopback)) {
			listener.setNeedClientAuth(true);
			System.out.println("port\t" + listener.getLocalPort());
			try (SSLSocket socket = (SSLSocket) listener.accept()) {
				socket.setSoTimeout(5000);
				socket.startHandshake();
			}
		}
	}

	private static SSLContext context(String ca, String leaf, String key) throws Exception {
		KeyStore trusted = empty();
		trusted.setCertificateEntry("ca", read(ca)[0]);
		TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
		trust.init(trusted);
		KeyManagerFactory keys = null;
		if (leaf != null) {
			KeyStore own = empty();
			own.setKeyEntry("own", readKey(key), new char[0], read(leaf));
			keys = KeyManagerFactory.getInstance("PKIX");
			keys.init(own, new char[0]);
		}
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(keys == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
		return context;
	}

	private static KeyStore empty() throws Exception {
		KeyStore store = KeyStore.getInstance("PKCS12");
		store.load(null, null);
		return store;
	}

	private static Certificate[] read(String path) throws Exception {
		try (InputStream stream = new FileInputStream(path)) {
			Collection<? extends Certificate> found =
					CertificateFactory.getInstance("X.509").generateCertificates(stream);
			return found.toArray(new Certificate[0]);
		}
	}

	/** EC keys in PKCS #8 only: the server's own is made so. */
	private static PrivateKey readKey(String path) throws Exception {
		String text = Files.readString(Path.of(path)).replaceAll("-----[^-]+-----|\\s", "");
		byte[] der = Base64.getDecoder().decode(text);
		return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der));
	}
}
