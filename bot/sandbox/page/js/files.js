/** Files somebody chose, read so that they can be sent along the socket. */

/** The most one message, option or form may carry, in MB. */
export const LARGEST = 8;

/** True when these files together are small enough to be sent. */
export function fits(files) {
  return [...files].reduce((sum, file) => sum + file.size, 0) <= LARGEST * 1_048_576;
}

/** A file as the sandbox takes it: its name, and what is in it as base64. */
export function carried(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () =>
      resolve({ filename: file.name, data: reader.result.slice(reader.result.indexOf(",") + 1) }),
    );
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(file);
  });
}
