// Photos from a phone are made smaller before they travel, and shown at once.

const LONGEST = 2400;
const SMALL_ENOUGH = 1_500_000;

async function smaller(file) {
  if (file.size <= SMALL_ENOUGH || !file.type.startsWith("image/")) return file;
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" }).catch(() => null);
  if (!bitmap) return file; // A format this browser cannot read (HEIC) goes up as it is.
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(bitmap.width * scale);
  canvas.height = Math.round(bitmap.height * scale);
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
  bitmap.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" });
}

function preview(place, files) {
  const pictures = files
    .filter((file) => file.type.startsWith("image/"))
    .map((file) => {
      const picture = document.createElement("img");
      const reader = new FileReader();
      reader.addEventListener("load", () => (picture.src = reader.result));
      reader.readAsDataURL(file);
      picture.alt = file.name;
      return picture;
    });
  place.replaceChildren(...pictures);
}

for (const input of document.querySelectorAll("input[data-photo]")) {
  const place = document.querySelector(`[data-photo-preview="${input.id}"]`);
  input.addEventListener("change", async () => {
    const files = await Promise.all([...input.files].map(smaller));
    const transfer = new DataTransfer();
    for (const file of files) transfer.items.add(file);
    input.files = transfer.files;
    if (place) preview(place, files);
  });
}
